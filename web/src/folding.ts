// Words folded so that different spellings meet, in both scripts: the steps of
// geomap/gazetteer/folding.py, word by word, without what only whole names need.

const ONE_FORM: readonly [RegExp, string][] = [
  [/[‘’‚‛′`´ʹʻʼʽʾʿˈ＇]/g, "'"],
  [/[‐‑‒–—―−]/g, "-"],
];
const INVISIBLE = /[\p{Cf}\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640]/gu;
const BROKEN_WORD = /(?<=[\p{L}\p{N}])\*+(?=[\p{L}\p{N}])/gu;
const WORD = /[\p{L}\p{M}\p{N}']+/gu;
const MARKS = /\p{M}/gu;
/** Most words of most reports need no more than cutting. */
const PLAIN = /^[\x20-\x26\x28\x29\x2b-\x7e]*$/;
const PLAIN_WORD = /[a-z0-9]+/g;

const LATIN_LETTERS: Record<string, string> = { ı: "i", ø: "o", đ: "d", ð: "d", ł: "l", æ: "ae" };
const ARABIC_LETTERS: Record<string, string> = {
  ...lettersTo("أإآٱ", "ا"),
  ...lettersTo("ىیې", "ي"),
  ...lettersTo("ةہھەۀ", "ه"),
  ...lettersTo("کڪگ", "ك"),
  ؤ: "و",
  ئ: "ي",
  ء: "",
};
const OTHER_FORMS = new RegExp(`[${[...Object.keys(LATIN_LETTERS), ...Object.keys(ARABIC_LETTERS)].join("")}]`, "gu");

const ARTICLES: ReadonlySet<string> = new Set(["al", "el", "ul"]);
const SUN_ARTICLE = /^[aeu](ch|dh|sh|th|[djnrstz])$/;
const ARABIC_ARTICLE = "ال";
const SHORTEST_AFTER_ARTICLE = 2;

/** Both scripts in one alphabet of consonants; x stands for kh, c for sh. */
const CONSONANTS: Record<string, string> = {
  ...Object.fromEntries([..."بپتثجچحخدذرزژسشصضطظغفڤقكلمنهوي"].map((a, i) => [a, "bbttjjhxddrzzscsdtzgffkklmnhwy"[i] as string])),
  p: "b",
  q: "k",
  v: "w",
};
const DIGRAPHS: readonly [string, string][] = [
  ["kh", "x"],
  ["gh", "g"],
  ["sh", "c"],
  ["tch", "j"],
  ["ch", "c"],
  ["dj", "j"],
  ["th", "t"],
  ["dh", "d"],
  ["ph", "f"],
];
const VOWELS: ReadonlySet<string> = new Set("aeiouاع");
const SEMIVOWELS: ReadonlySet<string> = new Set("wy");

function lettersTo(letters: string, letter: string): Record<string, string> {
  return Object.fromEntries([...letters].map((other) => [other, letter]));
}

/** The words of a text, case and punctuation gone, joined words taken apart. */
export function wordsOf(text: string): string[] {
  if (PLAIN.test(text)) return text.toLowerCase().match(PLAIN_WORD) ?? [];
  let clean = text.normalize("NFKC");
  for (const [forms, form] of ONE_FORM) clean = clean.replace(forms, form);
  clean = clean.replace(INVISIBLE, "").replace(BROKEN_WORD, "").toLowerCase();
  return (clean.match(WORD) ?? []).map((word) => word.replace(/^'+|'+$/g, "")).filter(Boolean);
}

/** A word without the marks of its letters: "Türkiye" and "turkiye", "آطمة" and "اطمه". */
export function foldLetters(word: string): string {
  const letters = word.replace(OTHER_FORMS, (letter) => LATIN_LETTERS[letter] ?? ARABIC_LETTERS[letter] ?? "");
  return letters.normalize("NFD").replace(MARKS, "").replace(/'/g, "");
}

/** Folded words without their articles; a lone article stays. */
export function withoutArticles(words: readonly string[]): string[] {
  return words
    .filter((word, i) => !isArticle(word, words[i + 1]))
    .map((word) =>
      word.startsWith(ARABIC_ARTICLE) && word.length >= ARABIC_ARTICLE.length + SHORTEST_AFTER_ARTICLE
        ? word.slice(ARABIC_ARTICLE.length)
        : word,
    );
}

/** Whether a word is the article of the next: "ash" before "shaddadi" repeats its consonant. */
function isArticle(word: string, next: string | undefined): boolean {
  if (next === undefined || word.length > 4) return false;
  const sun = SUN_ARTICLE.exec(word);
  return ARTICLES.has(word) || (sun !== null && next.startsWith(sun[1] as string));
}

/**
 * The consonants of a folded word in the alphabet of both scripts: vowels, medial w and y, doubled letters
 * and a final -a, -ah or -eh go; a vowel at the start is kept as a mark.
 */
export function skeletonOf(word: string): string {
  let letters = word.replace(/^[ae]([dnrstz])(?=\1)/, "$1").replace(/(?<=[ae])h$|(?<=.)ه$/u, "");
  letters = letters.replace(/(?<![aeiou])rh/g, "gh").replace(/c(?!h)/g, "k");
  for (const [digraph, letter] of DIGRAPHS) letters = letters.replaceAll(digraph, letter);
  const plain = [...letters].map((letter) => CONSONANTS[letter] ?? letter);
  let kept = VOWELS.has(plain[0] ?? "") ? "'" : "";
  plain.forEach((letter, i) => {
    const isSilent = VOWELS.has(letter) || (i > 0 && SEMIVOWELS.has(letter)) || letter === plain[i - 1];
    if (!isSilent) kept += letter;
  });
  return kept;
}
