// The data that stands in the page, in a script element that no browser runs.

export function textOfBlock(id: string): string {
  const block = document.getElementById(id);
  if (block?.textContent) return block.textContent;
  throw new Error(`The page holds no data block ${JSON.stringify(id)}. Build the page again.`);
}
