// Copies a text. A notebook's frame or an old browser may forbid it: then the caller shows the text.

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
