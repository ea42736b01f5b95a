// Claims side by side: grouped by what they count, breakdowns under the claim they are part of.
import type { Claim, Lang } from "./payload.ts";
import { wordFor } from "./words.ts";

export interface ClaimNode {
  claim: Claim;
  parts: ClaimNode[];
}

export interface ClaimGroup {
  measure: string;
  nodes: ClaimNode[];
  /** Lowest and highest figure that stands among the whole counts; null with fewer than two accounts. */
  range: { low: number; high: number; accounts: number } | null;
}

const MEASURES = ["killed", "injured", "arrested", "unknown_fate"];

export function groupClaims(claims: readonly Claim[]): ClaimGroup[] {
  const ids = new Set(claims.map((claim) => claim.id));
  const node = (claim: Claim, seen: ReadonlySet<string>): ClaimNode => ({
    claim,
    parts: claims
      .filter((part) => part.part_of === claim.id && !seen.has(part.id))
      .map((part) => node(part, new Set([...seen, part.id]))),
  });
  const groups = new Map<string, ClaimNode[]>();
  for (const claim of claims) {
    if (claim.part_of && ids.has(claim.part_of)) continue;
    groups.set(claim.measure, [...(groups.get(claim.measure) ?? []), node(claim, new Set([claim.id]))]);
  }
  const order = (measure: string): number =>
    (MEASURES.indexOf(measure) + MEASURES.length + 1) % (MEASURES.length + 1);
  return [...groups]
    .map(([measure, nodes]) => ({ measure, nodes, range: rangeOf(nodes) }))
    .sort((a, b) => order(a.measure) - order(b.measure));
}

/** The spread of rival figures for one and the same thing: whole counts that nobody took back. */
function rangeOf(nodes: readonly ClaimNode[]): ClaimGroup["range"] {
  const standing = nodes
    .map(({ claim }) => claim)
    .filter((claim) => !claim.superseded_by && (claim.who === "all" || claim.who === ""));
  const numbers = standing.flatMap(({ low, high }) => [low, high]).filter((n): n is number => n !== null);
  const accounts = standing.filter(({ low, high }) => low !== null || high !== null).length;
  if (accounts < 2) return null;
  return { low: Math.min(...numbers), high: Math.max(...numbers), accounts };
}

/** "at least 9", "9–13"; an empty text when no number is given. */
export function figureText(
  { qualifier, low, high }: Pick<Claim, "qualifier" | "low" | "high">,
  lang: Lang,
): string {
  if (low === null && high === null) return "";
  const number =
    low === null || high === null || low === high
      ? formatNumber(low ?? high ?? 0)
      : rangeText(low, high, lang);
  return qualifier && qualifier !== "exactly" ? `${wordFor(qualifier, lang)} ${number}` : number;
}

/** "9–13"; in Arabic in words, for on a line from right to left a dash leaves open which end comes first. */
export function rangeText(low: number, high: number, lang: Lang): string {
  return [low, high].map(formatNumber).join(lang === "ar" ? " إلى " : "–");
}

/**
 * Digits in groups of three with a narrow space, the same in both languages. It must be this one: at a
 * plain space a line of Arabic would turn the groups round, and 14 424 would read 424 14.
 */
export function formatNumber(n: number): string {
  const [whole = "", part] = String(n).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
  return part ? `${grouped}.${part}` : grouped;
}
