/** Characters that take no room on the screen: a number with some of them inside reads as one all the same. */
const UNSEEN = /[\p{Cf}\p{M}\u115f\u1160\u3164]/u;
const DASH = /[\p{Pd}\u2212\u02d7]/u;
const DIGIT = /\p{Nd}/u;

/** Letters of other alphabets that look like ours. */
const LOOKS_LIKE = new Map(
  [
    ["АΑ", "A"],
    ["ВΒ", "B"],
    ["СϹ", "C"],
    ["ԁ", "d"],
    ["ЕΕ", "E"],
    ["Ԍ", "G"],
    ["НΗ", "H"],
    ["ІΙӀ", "I"],
    ["Ј", "J"],
    ["КΚ", "K"],
    ["МΜ", "M"],
    ["Ν", "N"],
    ["ОΟ", "O"],
    ["РΡ", "P"],
    ["Ѕ", "S"],
    ["ТΤ", "T"],
    ["ѵν", "v"],
    ["Ԝ", "W"],
    ["ХΧ", "X"],
    ["УΥҮ", "Y"],
    ["Ζ", "Z"],
    ["а", "a"],
    ["с", "c"],
    ["е", "e"],
    ["һ", "h"],
    ["іι", "i"],
    ["ј", "j"],
    ["оο", "o"],
    ["рρ", "p"],
    ["ѕ", "s"],
    ["ԝ", "w"],
    ["х", "x"],
    ["у", "y"],
  ].flatMap(([from = "", to = ""]) => [...from].map((letter) => [letter, to] as const)),
);

/**
 * Words as they look, in plain letters and digits, to search in.
 *
 * Returns  `text`, and for each of its units (and its end) where it stands in `words`
 */
export function plain(words: string): { text: string; at: number[] } {
  let text = "";
  const at: number[] = [];
  let from = 0;
  for (const letter of words) {
    const looks = UNSEEN.test(letter) ? "" : lookOf(letter);
    for (let unit = 0; unit < looks.length; unit += 1) at.push(from);
    text += looks;
    from += letter.length;
  }
  at.push(from);
  return { text, at };
}

function lookOf(letter: string): string {
  if (letter < "\u0080") return letter === "\t" ? " " : letter;
  if (DIGIT.test(letter)) return digitOf(letter);
  if (DASH.test(letter)) return "-";
  const like = letter.normalize("NFKC");
  if (like !== "\n" && /^\s$/.test(like)) return " ";
  return [...like].map((one) => LOOKS_LIKE.get(one) ?? one).join("");
}

/** The digits of every script stand ten in a row, from nought. */
function digitOf(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  // The mathematical ones come five tens in a row, and do not begin at a round number.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1)) && code - first < 9) first -= 1;
  return String(code - first);
}
