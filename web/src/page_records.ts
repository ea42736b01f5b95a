// Page data as records, all at once: incidents by date, then sites as in their table.
import type { PageData } from "./page_data.ts";
import type { Item, Payload } from "./payload.ts";

const AFTER_ALL_DAYS = "9999-12-31";

export async function payloadFromPageData(data: PageData): Promise<Payload> {
  await data.loadAll();
  const { codes: _codes, admins: _admins, ...head } = data.head;
  const items: Item[] = [];
  for (let index = 0; index < data.items.size; index++) {
    const item = data.record(index);
    if (item) items.push(item);
  }
  return { version: 2, ...head, items: items.sort(byDate) };
}

function byDate(a: Item, b: Item): number {
  const [one, other] = [keyOf(a), keyOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function keyOf({ id, type, date }: Item): string {
  if (type === "site") return `z ${id}`;
  return `${date?.start ?? AFTER_ALL_DAYS} ${date?.end ?? AFTER_ALL_DAYS} ${id}`;
}
