// Builds elements. Text goes in as text nodes only; attributes never take event handlers or markup.

export type Child = Node | string | null | undefined | false;
export type Attributes = Record<string, string | number | boolean | null | undefined>;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((c): c is Node | string => c !== null && c !== undefined && c !== false));
  return element;
}

export function button(
  attributes: Attributes,
  onClick: (event: MouseEvent) => void,
  ...children: Child[]
): HTMLButtonElement {
  const element = el("button", { type: "button", ...attributes }, ...children);
  element.addEventListener("click", onClick);
  return element;
}

/** Text from the data: isolated, so that Arabic inside English (and back) keeps its own direction. */
export function dataText(text: string, className = ""): HTMLElement {
  return el("bdi", { class: className || null, dir: "auto" }, text);
}

/** A link out, or the bare text when the address is not http(s). */
export function outLink(url: string | null, label: Child, attributes: Attributes = {}): HTMLElement {
  if (!url || !isWebAddress(url)) return el("span", {}, label);
  return el(
    "a",
    { href: url, rel: "noopener noreferrer", target: "_blank", referrerpolicy: "no-referrer", ...attributes },
    label,
  );
}

export function isWebAddress(url: string): boolean {
  try {
    return /^https?:\/\//i.test(url) && ["http:", "https:"].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
