// The texts of a page: records of items and sources, made from blocks that are decoded when somebody
// asks for one of their rows.
import { Block, type TextOfBlock } from "./data_block.ts";
import { dayFromNumber } from "./day.ts";
import type { WrittenHead } from "./head.ts";
import type { PageNumbers } from "./page_blocks.ts";
import { CERTAINTY, DRAWN, NEWS, NO_ADMIN, PRECISION, STANDING, UNDATED, type Wording } from "./page_data.ts";
import type { PartRows } from "./part_rows.ts";
import type { Candidate, Certainty, Change, Claim, Item, ItemDate, ItemLocation, Source } from "./payload.ts";
import { pause } from "./pause.ts";
import { numberAtEnd } from "./text_column.ts";

const SCALE = 1e5;
const NOWHERE = 181 * SCALE;
/** Answers of a block. */
const ANSWERS_A_BLOCK = 4096;
/** Items whose texts stay decoded on a page that has more; those asked for longest ago go first. */
const MOST_DECODED = 16384;

/** A block of texts, and where its rows start in the tables. */
interface Part {
  block: Block;
  item: number;
  place: number;
  claim: number;
  source: number;
  /** Which of the block's points a place is. */
  point: Uint32Array;
  /** When somebody last asked for a record of it. */
  used: number;
}

export class PageTexts {
  readonly #head: WrittenHead;
  readonly #numbers: PageNumbers;
  readonly #rows: PartRows;
  readonly #textOf: TextOfBlock;
  readonly #ids: (Block | undefined)[] = [];
  readonly #parts: (Part | undefined)[] = [];
  readonly #answers: (Block | undefined)[] = [];
  /** Those who wait for records, or are just about to read them. */
  #readers = 0;
  #clock = 0;
  readonly #opening = new Map<string, Promise<Block>>();
  readonly #sourcesById = new Map<string, Source>();

  constructor(
    head: WrittenHead,
    { numbers, parts, textOf }: { numbers: PageNumbers; parts: PartRows; textOf: TextOfBlock },
  ) {
    this.#head = head;
    this.#numbers = numbers;
    this.#rows = parts;
    this.#textOf = textOf;
    for (const source of head.sources) this.#sourcesById.set(source.id, source);
  }

  /** The blocks of texts of what is loaded. */
  blocks(): number[] {
    return this.#rows.texts();
  }

  idNow(index: number): string | null {
    const { part, row } = this.#rows.rowOf(index);
    const block = this.#ids[part];
    if (!block || row >= block.rowsOf("items")) return null;
    return String(block.cells("items.id", "")(row));
  }

  /** The row of an id within a part, loaded or not; -1 when it has none such. */
  async rowOfId(part: number, id: string): Promise<number> {
    const block = await this.#loadIds(part);
    const cell = block.cells("items.id", "");
    const size = block.rowsOf("items");
    for (let row = 0; row < size; row++) if (cell(row) === id) return row;
    return -1;
  }

  async #loadIds(part: number): Promise<Block> {
    return (this.#ids[part] ??= await this.#open(`geomap-ids-${part}`));
  }

  /** Decodes what the records of these items are made from. */
  async load(indexes: Iterable<number>): Promise<void> {
    const wanted = [...indexes].filter((index) => index >= 0 && index < this.#numbers.items.size);
    const parts = new Set(wanted.map((index) => this.#rows.textOf(index)));
    await this.#keepWhile(async () => {
      await this.#loadParts([...parts]);
      await this.#loadParts(wanted.flatMap((index) => this.#partsOfSources(index)));
    });
  }

  /** Nothing is forgotten before whoever waits for it could read it: that is in the task that follows. */
  async #keepWhile(work: () => Promise<void>): Promise<void> {
    this.#readers += 1;
    try {
      await work();
    } finally {
      void pause().then(() => {
        this.#readers -= 1;
        if (this.#readers === 0) this.#forgetOldest();
      });
    }
  }

  #forgetOldest(): void {
    const parts = this.#parts.flatMap((part, number) => (part ? [{ part, number }] : []));
    parts.sort((a, b) => b.part.used - a.part.used);
    let decoded = 0;
    for (const { part, number } of parts) {
      decoded += this.#head.blocks.texts[number]![0];
      if (decoded <= MOST_DECODED) continue;
      this.#parts[number] = undefined;
      this.#sourceItems.delete(part);
    }
  }

  /** Decodes one block of texts, and the sources and answers that its items refer to. */
  async loadBlock(number: number): Promise<void> {
    await this.#keepWhile(() => this.#loadBlock(number));
  }

  async #loadBlock(number: number): Promise<void> {
    await this.#loadParts([number]);
    const { first, items } = this.#rows.runOfText(number);
    const needed = new Set<number>();
    for (let index = first; index < first + items; index++) {
      for (const part of this.#partsOfSources(index)) needed.add(part);
    }
    await this.#loadParts([...needed]);
  }

  source(id: string): Source | null {
    return this.#sourcesById.get(id) ?? null;
  }

  wording(index: number): Wording | null {
    const part = this.#parts[this.#rows.textOf(index)];
    return part ? this.#wording(index, part) : null;
  }

  #wording(index: number, part: Part): Wording {
    const { items, places, claims } = this.#numbers;
    const { codes, admins } = this.#head;
    const row = index - part.item;
    const text = (name: string): string => part.block.cells(`items.${name}`, "")(row) as string;
    const claimant = part.block.cells("claims.claimed_by", "");
    const note = part.block.cells("claims.note", "");
    const locations = rowsFrom(items.placeFrom, index).map((place) => ({
      role: codes.role[places.role[place]!] ?? "",
      standing: STANDING[places.standing[place]!]!,
      as_written: this.#placeWording(place, part),
      admin: admins[places.admin[place]!] ?? [],
    }));
    const owner = titleFrom(codes.kind[items.kind[index]!] ?? "", locations[0]?.as_written ?? "");
    return {
      title: part.block.cells("items.title", "")(row, { owner }) as string,
      title_ar: text("title_ar"),
      summary: text("summary"),
      summary_ar: text("summary_ar"),
      actors: this.#actors(index),
      target: text("target"),
      locations,
      claims: rowsFrom(claims.from, index).map((claim) => ({
        claimed_by: claimant(claim - part.claim) as string,
        note: note(claim - part.claim) as string,
      })),
      changes: (part.block.cells("items.changes", null)(row) ?? []) as Change[],
    };
  }

  #actors(index: number): string[] {
    const { items } = this.#numbers;
    const codes = items.actor.subarray(items.actorFrom[index], items.actorFrom[index + 1]);
    return Array.from(codes, (code) => this.#head.codes.actor[code] ?? "");
  }

  #answerOf(place: number): { block: Block; row: number } | null {
    const number = this.#numbers.links.answer[place]! - 1;
    const block = number < 0 ? undefined : this.#answers[Math.floor(number / ANSWERS_A_BLOCK)];
    return block ? { block, row: number % ANSWERS_A_BLOCK } : null;
  }

  #placeWording(place: number, part: Part): string {
    const written = part.block.cells("places.as_written", "")(place - part.place) as string | null;
    if (written !== null) return written;
    const answer = this.#answerOf(place);
    return String(answer?.block.cells("answers.wording", "")(answer.row) ?? "");
  }

  record(index: number): Item | null {
    const part = this.#parts[this.#rows.textOf(index)];
    if (!part || !this.#partsOfSources(index).every((number) => this.#parts[number])) return null;
    part.used = this.#clock += 1;
    const { items } = this.#numbers;
    const { codes, layers } = this.#head;
    const row = index - part.item;
    const text = (name: string): string => part.block.cells(`items.${name}`, "")(row) as string;
    const list = <T>(name: string): T[] => (part.block.cells(`items.${name}`, null)(row) ?? []) as T[];
    const isSite = items.isSite[index] === 1;
    const kind = codes.kind[items.kind[index]!] ?? "";
    const locations = rowsFrom(items.placeFrom, index).map((place) => this.#location(place, part));
    const owner = titleFrom(kind, locations[0]?.as_written ?? "");
    const item: Item = {
      id: this.idNow(index) ?? "",
      type: isSite ? "site" : "incident",
      layer: layers[items.layer[index]!] ?? "",
      kind,
      subkind: codes.subkind[items.subkind[index]!] ?? "",
      title: part.block.cells("items.title", "")(row, { owner }) as string,
      summary: text("summary"),
      status: codes.status[items.status[index]!] ?? "",
      background: items.isBackground[index] === 1,
      date: this.#date(index, part, row),
      actors: this.#actors(index),
      target: text("target"),
      drawn: DRAWN[items.drawn[index]!]!,
      locations,
      claims: this.#claims(index, part),
      related: list<string>("related"),
      changes: list<Change>("changes"),
      state: isSite ? (codes.state[items.state[index]!] ?? "") : null,
    };
    if (text("title_ar")) item.title_ar = text("title_ar");
    if (text("summary_ar")) item.summary_ar = text("summary_ar");
    const news = items.news[index]!;
    if (news > 0) {
      const certainty = CERTAINTY[items.newsCertainty[index]!] as Certainty;
      item.news = { kind: NEWS[news - 1]!, certainty };
    }
    return item;
  }

  #date(index: number, { block }: Part, row: number): ItemDate | null {
    const { first, last, certainty } = this.#numbers.items;
    if (!certainty[index]) return null;
    const isDated = first[index] !== UNDATED;
    const start = isDated ? dayFromNumber(first[index]!) : null;
    const written = block.cells("items.as_written", "")(row) as string | null;
    return {
      start,
      end: isDated ? dayFromNumber(last[index]!) : null,
      precision: block.cells("items.date_precision", "day")(row) as string,
      as_written: written ?? start ?? "",
      certainty: CERTAINTY[certainty[index]!] as Certainty,
    };
  }

  #location(place: number, part: Part): ItemLocation {
    const { block, place: firstPlace, point } = part;
    const { places, links, answers } = this.#numbers;
    const { codes, admins } = this.#head;
    const row = place - firstPlace;
    const answer = this.#answerOf(place);
    const said = (name: string, fallback: unknown): unknown =>
      answer?.block.cells(`answers.${name}`, fallback)(answer.row) ?? fallback;
    const at = links.lon[place] === NOWHERE ? null : ([links.lon[place]! / SCALE, links.lat[place]! / SCALE] as const);
    const isPoint = places.isPoint[place] === 1;
    const metres = places.uncertainty[place]!;
    const admin = places.admin[place]!;
    const explained = answer ? said("explanation", "") : block.cells("points.explanation", "")(point[row]!);
    return {
      role: codes.role[places.role[place]!] ?? "",
      standing: STANDING[places.standing[place]!]!,
      as_written: this.#placeWording(place, part),
      source: this.#sourceId(links.source[place]!),
      status: answer ? (codes.place_status[answers.status[links.answer[place]! - 1]!] ?? "") : "resolved",
      precision: PRECISION[places.precision[place]!] ?? "",
      lon: isPoint && at ? at[0] : null,
      lat: isPoint && at ? at[1] : null,
      anchor: isPoint || !at ? null : [at[0], at[1]],
      uncertainty_m: Number.isNaN(metres) ? null : metres,
      shape: places.shape[place]! < 0 ? null : places.shape[place]!,
      admin: admin === NO_ADMIN ? [] : [...(admins[admin] ?? [])],
      explanation: String(explained),
      candidates: said("candidates", []) as Candidate[],
      note: block.cells("places.note", "")(row) as string,
    };
  }

  #claims(index: number, { block, claim: firstClaim }: Part): Claim[] {
    const { claims } = this.#numbers;
    const { codes } = this.#head;
    const owner = this.idNow(index) ?? "";
    const rows = rowsFrom(claims.from, index);
    const ids = rows.map((row) => block.cells("claims.id", "")(row - firstClaim, { owner }) as string);
    return rows.map((row, i) => {
      const text = (name: string): string => block.cells(`claims.${name}`, "")(row - firstClaim) as string;
      return {
        id: ids[i]!,
        source: this.#sourceId(claims.source[row]!),
        claimed_by: text("claimed_by"),
        stated_at: block.cells("claims.stated_at", null)(row - firstClaim) as string | null,
        measure: codes.measure[claims.measure[row]!] ?? "",
        who: codes.who[claims.who[row]!] ?? "",
        qualifier: codes.qualifier[claims.qualifier[row]!] ?? "",
        low: numberOrNull(claims.low[row]!),
        high: numberOrNull(claims.high[row]!),
        part_of: ids[claims.partOf[row]! - 1] ?? null,
        superseded_by: ids[claims.supersededBy[row]! - 1] ?? null,
        note: text("note"),
      };
    });
  }

  /** The id of a source; what it says goes to the sources that can be asked for. */
  #sourceId(code: number): string | null {
    if (code === 0) return null;
    const fixed = this.#head.sources[code - 1];
    if (fixed) return fixed.id;
    const part = this.#parts[this.#rows.textOfSource(code - 1)];
    if (!part) return null;
    const { block } = part;
    const row = code - 1 - part.source;
    const item = part.item + this.#itemsOfSources(part)[row]!;
    const base = numberAtEnd(this.idNow(item) ?? "");
    const cell = (name: string, fallback: unknown): unknown => block.cells(`sources.${name}`, fallback)(row, { base });
    const id = cell("id", "") as string;
    if (!this.#sourcesById.has(id)) {
      const publisher = this.#head.codes.publisher[this.#numbers.publisherOfSource[code - 1]!] ?? "";
      this.#sourcesById.set(id, {
        id,
        publisher,
        title: cell("title", "") as string,
        language: cell("language", "") as string,
        published: cell("published", null) as string | null,
        url: block.cells("sources.url", null)(row, { owner: `https://${publisher}/` }) as string | null,
        archive_url: cell("archive_url", null) as string | null,
      });
    }
    return id;
  }

  readonly #sourceItems = new Map<Part, ArrayLike<number>>();

  #itemsOfSources(part: Part): ArrayLike<number> {
    let items = this.#sourceItems.get(part);
    if (!items) {
      items = part.block.numbers("sources.item");
      this.#sourceItems.set(part, items);
    }
    return items;
  }

  /** Blocks of texts that hold the sources an item cites. */
  #partsOfSources(index: number): number[] {
    const { items, claims, links } = this.#numbers;
    const inHead = this.#head.sources.length;
    const cited = [
      ...rowsFrom(items.placeFrom, index).map((row) => links.source[row]!),
      ...rowsFrom(claims.from, index).map((row) => claims.source[row]!),
    ];
    return cited.filter((code) => code > inHead).map((code) => this.#rows.textOfSource(code - 1));
  }

  async #loadParts(numbers: readonly number[]): Promise<void> {
    await Promise.all([...new Set(numbers)].map((number) => this.#loadPart(number)));
  }

  async #loadPart(number: number): Promise<void> {
    if (this.#parts[number]) return;
    const { part, first: item, items: size } = this.#rows.runOfText(number);
    const { items, claims, links } = this.#numbers;
    const place = items.placeFrom[item]!;
    const answer = links.answer.subarray(place, items.placeFrom[item + size]);
    const [block] = await Promise.all([
      this.#open(`geomap-text-${number}`),
      this.#loadIds(part),
      this.#loadAnswers(new Set(answer)),
    ]);
    const point = pointNumbers(answer);
    const source = this.#rows.firstSourceOfText(number);
    this.#parts[number] ??= { block, item, place, claim: claims.from[item]!, source, point, used: (this.#clock += 1) };
  }

  async #loadAnswers(answers: ReadonlySet<number>): Promise<void> {
    const numbers = new Set([...answers].filter((n) => n > 0).map((n) => Math.floor((n - 1) / ANSWERS_A_BLOCK)));
    await Promise.all(
      [...numbers].map(async (number) => {
        this.#answers[number] ??= await this.#open(`geomap-answers-${number}`);
      }),
    );
  }

  /** Opens a block once, however many ask for it at the same time. */
  #open(id: string): Promise<Block> {
    let opening = this.#opening.get(id);
    if (!opening) {
      opening = Block.open(id, this.#textOf);
      this.#opening.set(id, opening);
      const forget = (): void => void this.#opening.delete(id);
      opening.then(forget, forget);
    }
    return opening;
  }
}

function rowsFrom(from: Uint32Array, index: number): number[] {
  const rows: number[] = [];
  for (let row = from[index]!; row < from[index + 1]!; row++) rows.push(row);
  return rows;
}

function pointNumbers(answers: Uint32Array): Uint32Array {
  const points = new Uint32Array(answers.length);
  let next = 0;
  answers.forEach((answer, row) => {
    if (answer === 0) points[row] = next++;
  });
  return points;
}

/** The title that geomap makes for a row without one: "Strike, Atmeh". */
function titleFrom(kind: string, wording: string): string {
  return kind.slice(0, 1).toUpperCase() + kind.slice(1) + (wording === "" ? "" : `, ${wording}`);
}

function numberOrNull(n: number): number | null {
  return n < 0 ? null : n;
}
