// Numbers with their noun, in the form that the number asks for.
import { formatNumber } from "./claims.ts";
import type { Lang } from "./payload.ts";

/** A counted noun: English has two forms, Arabic as many as `Intl.PluralRules` tells apart. */
type Counted = Record<Lang, Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

const COUNTED = {
  report: {
    en: { one: "# report here", other: "# reports here" },
    ar: {
      one: "تقرير واحد هنا",
      two: "تقريران هنا",
      few: "# تقارير هنا",
      many: "# تقريراً هنا",
      other: "# تقرير هنا",
    },
  },
  account: {
    en: { one: "# account", other: "# accounts" },
    ar: { one: "رواية واحدة", two: "روايتان", few: "# روايات", many: "# رواية", other: "# رواية" },
  },
} satisfies Record<string, Counted>;

/** "3 reports here", in Arabic with the noun in the form that the number asks for. */
export function countText(n: number, noun: keyof typeof COUNTED, lang: Lang): string {
  const forms: Counted[Lang] = COUNTED[noun][lang];
  return (forms[new Intl.PluralRules(lang).select(n)] ?? forms.other).replace("#", formatNumber(n));
}
