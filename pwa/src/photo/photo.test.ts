// @vitest-environment node
import { describe, expect, test } from "vitest";
import { containerOf } from "./container";
import { takenFrom } from "./exif";
import { PhotoUnreadable, readPhoto } from "./read";

const bytes = (...parts: (number[] | Uint8Array | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map(code) : [...part])));
const code = (letter: string) => letter.charCodeAt(0);
const u16 = (n: number) => [n >> 8, n & 255];
const u32 = (n: number) => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const flip = (numbers: number[], little: boolean) => (little ? [...numbers].reverse() : numbers);

interface Told {
  little?: boolean;
  lat?: [number, number][];
  ref?: string;
  offset?: string;
}

/** An EXIF block that says 53° 25' 12" N, 2° 21' 0" W, 20 November 2026, 10:24. */
function tiff({ little = false, lat, ref = "N", offset = "+00:00" }: Told = {}): Uint8Array {
  const [h, w] = [(n: number) => flip(u16(n), little), (n: number) => flip(u32(n), little)];
  const rational = (pairs: [number, number][]) => pairs.flatMap(([a, b]) => [...w(a), ...w(b)]);
  const tag = (id: number, type: number, count: number, value: number[]) => [
    ...h(id),
    ...h(type),
    ...w(count),
    ...value,
  ];
  const text = (words: string) => [...bytes(words), 0, 0, 0, 0].slice(0, 4);
  return bytes(
    little ? "II" : "MM",
    h(42),
    w(8),
    // 8: the first directory
    h(2),
    tag(0x8769, 4, 1, w(38)),
    tag(0x8825, 4, 1, w(68)),
    w(0),
    // 38: where the time is told
    h(2),
    tag(0x9003, 2, 20, w(122)),
    tag(0x9011, 2, 7, w(142)),
    w(0),
    // 68: where the place is told
    h(4),
    tag(1, 2, 2, text(ref)),
    tag(2, 5, 3, w(150)),
    tag(3, 2, 2, text("W")),
    tag(4, 5, 3, w(174)),
    w(0),
    // 122
    `2026:11:20 10:24:00\0${offset}\0\0`,
    rational(
      lat ?? [
        [53, 1],
        [25, 1],
        [12, 1],
      ],
    ),
    rational([
      [2, 1],
      [21, 1],
      [0, 0],
    ]),
  );
}

const jpeg = (exif: Uint8Array, width = 4032, height = 3024) =>
  bytes(
    [0xff, 0xd8],
    [0xff, 0xe0, ...u16(6), 1, 2, 3, 4],
    [0xff, 0xe1, ...u16(exif.length + 8)],
    "Exif\0\0",
    exif,
    [0xff, 0xc0, ...u16(11), 8, ...u16(height), ...u16(width), 1, 1, 0x11, 0],
    [0xff, 0xda, 0, 2],
  );
const chunk = (name: string, data: Uint8Array) => bytes(u32(data.length), name, data, [0, 0, 0, 0]);
const png = (exif: Uint8Array) =>
  bytes(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk("IHDR", bytes(u32(800), u32(600), [8, 2, 0, 0, 0])),
    chunk("IDAT", bytes([0, 1, 2])),
    chunk("eXIf", exif),
    chunk("IEND", bytes()),
  );
const webp = (exif: Uint8Array) =>
  bytes(
    "RIFF",
    [0, 0, 0, 0],
    "WEBP",
    ...["VP8X", flip(u32(10), true), [8, 0, 0, 0, 0x1f, 3, 0, 0x57, 2, 0]],
    ...["VP8 ", flip(u32(3), true), [1, 2, 3, 0]],
    ...["EXIF", flip(u32(exif.length), true), exif],
  );
const box = (name: string, ...inside: Uint8Array[]) => {
  const data = bytes(...inside);
  return bytes(u32(data.length + 8), name, data);
};
function heic(exif: Uint8Array): Uint8Array {
  const head = box("ftyp", bytes("heic", u32(0), "mif1"));
  const item = bytes(u32(6), "Exif\0\0", exif);
  const meta = (offset: number) =>
    box(
      "meta",
      bytes(u32(0)),
      box("iinf", bytes(u32(0), u16(1)), box("infe", bytes([2, 0, 0, 0], u16(7), u16(0), "Exif\0"))),
      box(
        "iprp",
        box(
          "ipco",
          box("ispe", bytes(u32(0), u32(512), u32(512))),
          box("ispe", bytes(u32(0), u32(4032), u32(3024))),
        ),
      ),
      box("iloc", bytes(u32(0), u16(0x4400), u16(1), u16(7), u16(0), u16(1), u32(offset), u32(item.length))),
    );
  const offset = head.length + meta(0).length + 8;
  return bytes(head, meta(offset), box("mdat", item));
}

const file = (content: Uint8Array, type = "") => new Blob([Uint8Array.from(content)], { type });

describe.each([
  ["image/jpeg", jpeg, 4032, 3024],
  ["image/png", png, 800, 600],
  ["image/webp", webp, 800, 600],
  ["image/heic", heic, 4032, 3024],
] as const)("%s", (type, make, width, height) => {
  test.each([true, false])("tells its size, its place and its time (little-endian: %s)", async (little) => {
    const photo = await readPhoto(file(make(tiff({ little })), "application/pdf"));
    expect(photo).toMatchObject({ type, width, height });
    expect(photo.place?.lat).toBeCloseTo(53.42, 6);
    expect(photo.place?.lon).toBeCloseTo(-2.35, 6);
    expect(photo.takenAt?.toISOString()).toBe("2026-11-20T10:24:00.000Z");
  });

  test("is sent as it was, under the type that it has", async () => {
    const content = make(tiff());
    const { blob } = await readPhoto(file(content, "image/gif"));
    expect(blob.type).toBe(type);
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(content);
  });

  test("cut off anywhere, or with any byte changed, it does no harm", () => {
    const content = make(tiff());
    for (let length = 0; length < content.length; length++) look(content.slice(0, length));
    for (let at = 0; at < content.length; at++) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const changed = Uint8Array.from(content);
        changed[at] = value;
        look(changed);
      }
    }
  });
});

/** Must not throw, and what it finds must be a place on Earth. */
function look(content: Uint8Array): void {
  const exif = containerOf(Uint8Array.from(content).buffer)?.exif;
  const taken = exif ? takenFrom(exif) : null;
  if (taken?.place) {
    expect(Math.abs(taken.place.lat)).toBeLessThanOrEqual(90);
    expect(Math.abs(taken.place.lon)).toBeLessThanOrEqual(180);
  }
}

describe("a place that is none", () => {
  const view = (told: Told) => new DataView(Uint8Array.from(tiff(told)).buffer);
  test.each<[string, Told]>([
    [
      "beyond the pole",
      {
        lat: [
          [120, 1],
          [0, 1],
          [0, 1],
        ],
      },
    ],
    [
      "of no number",
      {
        lat: [
          [1, 0],
          [0, 1],
          [0, 1],
        ],
      },
    ],
    [
      "of nothing",
      {
        lat: [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
      },
    ],
    ["of no direction", { ref: "X" }],
  ])("%s is not told", (_, told) => {
    expect(takenFrom(view(told)).place).toBeNull();
  });

  test("the south is below nought", () => {
    expect(takenFrom(view({ ref: "S" })).place?.lat).toBeCloseTo(-53.42, 6);
  });
});

describe("what is no photo is refused with the reason", () => {
  test.each<[string, Blob, string]>([
    ["nothing", file(bytes()), "empty"],
    ["a ZIP called a photo", file(bytes("PK\x03\x04 and more of it"), "image/jpeg"), "type"],
    [
      "an SVG",
      file(bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), "image/svg+xml"),
      "type",
    ],
    ["a photo that is cut off", file(jpeg(tiff()).slice(0, 100)), "broken"],
    ["too many pixels", file(jpeg(tiff(), 10_000, 6_000)), "pixels"],
    ["too many bytes", file(new Uint8Array(25 * 1024 * 1024 + 1)), "bytes"],
  ])("%s", async (_, blob, why) => {
    const refusal = await readPhoto(blob).catch((cause: unknown) => cause);
    expect(refusal).toBeInstanceOf(PhotoUnreadable);
    expect(refusal).toMatchObject({ why });
  });

  test("a file that the gallery has taken away", async () => {
    const gone = { size: 3, arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")) };
    await expect(readPhoto(gone as unknown as Blob)).rejects.toMatchObject({ why: "broken" });
  });
});
