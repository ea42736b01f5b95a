// Hands the reader a file that the page made: no server, no network.

export function saveFile(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the blob after this task: let it go only then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** "coalition-syria-2022-02-01-2022-02-28.csv": letters, digits and hyphens, whatever the data says. */
export function fileName(parts: readonly (string | null)[], ending: string): string {
  const name = parts
    .filter((part): part is string => Boolean(part))
    .join("-")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100);
  return `${name || "map"}.${ending}`;
}
