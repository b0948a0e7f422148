import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { placeNow } from "./place";

let tell: (accuracy: number) => void;
let fail: (code: number) => void;
const clear = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  clear.mockReset();
  const geolocation = {
    watchPosition(onPlace: PositionCallback, onError: PositionErrorCallback) {
      tell = (accuracy) =>
        onPlace({ coords: { latitude: 53.42, longitude: -2.35, accuracy } } as GeolocationPosition);
      fail = (code) => onError({ code, PERMISSION_DENIED: 1 } as GeolocationPositionError);
      return 7;
    },
    clearWatch: clear,
  };
  vi.stubGlobal("navigator", { geolocation });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a good place is taken at once, and the phone is asked no more", async () => {
  const place = placeNow();
  tell(8);
  expect(await place).toEqual({ lat: 53.42, lon: -2.35, accuracy_m: 8 });
  expect(clear).toHaveBeenCalledWith(7);
});

test("a vague place gets some seconds to become better", async () => {
  const place = placeNow();
  tell(900);
  vi.advanceTimersByTime(1_000);
  tell(60);
  vi.advanceTimersByTime(3_500);
  expect(await place).toMatchObject({ accuracy_m: 60 });
});

test.each([
  [1, "denied"],
  [2, "none"],
  [3, "none"],
])("a refusal of kind %i is told as %s", async (code, why) => {
  const place = placeNow();
  fail(code);
  await expect(place).rejects.toMatchObject({ why });
});

test("a browser without places says so", async () => {
  vi.stubGlobal("navigator", {});
  await expect(placeNow()).rejects.toMatchObject({ why: "none" });
});
