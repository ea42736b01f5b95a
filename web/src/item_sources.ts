// The sources an item speaks from, in the order they appear: their places are their numbers.
import type { Item } from "./payload.ts";

export function sourceIdsOfItem(item: Item): string[] {
  const named = [
    ...item.locations.map(({ source }) => source),
    ...item.claims.map(({ source }) => source),
    ...item.changes.map(({ source }) => source),
  ];
  return [...new Set(named.filter((id): id is string => Boolean(id)))];
}
