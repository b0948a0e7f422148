import { signal } from "@preact/signals";
import { growingPause } from "../offline/pause";

/** live: changes arrive by themselves. connecting: they will again. off: nothing on this page asks for them. */
export const liveState = signal<"live" | "connecting" | "off">("off");

/** Called when something about a topic may have changed; `event` is null when it is not known what. Look again. */
export type OnChange = (topic: string, event: string | null) => void;

interface Watch {
  topics: readonly string[];
  token: string | null;
  onChange: OnChange;
}

interface Message {
  hello?: boolean;
  seq?: number;
  topic?: string;
  event?: string;
  resync?: boolean;
}

/** Several changes of one topic within this time are told as one. */
const TOGETHER_MS = 50;
/** The server's limit; of more, the newest count. */
const MOST_TOPICS = 200;
/** A socket that has not answered a subscription for so long is taken for dead. */
const HELLO_MS = 10_000;
/** From one screen to the next the socket stays. */
const LINGER_MS = 2_000;
const PAUSES = { first_ms: 500, longest_ms: 30_000 };

const watches = new Set<Watch>();
/** What is to be told: topic → the latest event. */
const heard = new Map<string, string | null>();
let tellTimer: ReturnType<typeof setTimeout> | undefined;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let helloTimer: ReturnType<typeof setTimeout> | undefined;
let socket: WebSocket | null = null;
let lastSeq: number | null = null;
let failures = 0;
let lingerTimer: ReturnType<typeof setTimeout> | undefined;
let isSettling = false;
let isListening = false;
/** What the open socket was asked for last. */
let lastAsked = "";
/** True until the first answer to a subscription that named no number. */
let fromNothing = false;

/**
 * Hear when one of `topics` changes, over one socket for the whole page.
 *
 * topics   as the API names them: `report:<ref>`, `queue:<department>`, `ward:<slug>`, `cell:<morton>`
 * token    track token of the report that is watched, where nobody is signed in; one for the page, the newest counts
 * Returns  a function that ends it
 *
 * Nothing is missed while the connection is away: the server is told the last number that was heard, and says what
 * came since, or that it no longer knows, in which case every topic is told once.
 */
export function watch(
  topics: readonly string[],
  onChange: OnChange,
  { token = null }: { token?: string | null } = {},
): () => void {
  const one: Watch = { topics, token, onChange };
  watches.add(one);
  listenToPage();
  settleSoon();
  return () => {
    if (watches.delete(one)) settleSoon();
  };
}

/** A screen that opens or goes changes several watches at once; the server hears of it once. */
function settleSoon(): void {
  if (isSettling) return;
  isSettling = true;
  queueMicrotask(() => {
    isSettling = false;
    clearTimeout(lingerTimer);
    if (watches.size === 0) lingerTimer = setTimeout(stop, LINGER_MS);
    else if (!socket) connect();
    else if (socket.readyState === WebSocket.OPEN && asked() !== lastAsked) subscribe(socket);
  });
}

function connect(): void {
  if (socket || watches.size === 0) return;
  clearTimeout(retryTimer);
  liveState.value = "connecting";
  const opening = new WebSocket(`${location.origin.replace(/^http/, "ws")}/live`);
  socket = opening;
  expectAnswer(opening);
  opening.addEventListener("open", () => subscribe(opening));
  opening.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (opening === socket) hear(data);
  });
  opening.addEventListener("close", () => {
    if (opening === socket) lost();
  });
}

/** Say everything that this page watches. The server takes the newest list for the whole truth. */
function subscribe(to: WebSocket): void {
  lastAsked = asked();
  to.send(JSON.stringify({ ...JSON.parse(lastAsked), since: lastSeq }));
  fromNothing = lastSeq === null;
  expectAnswer(to);
}

function asked(): string {
  const all = [...watches];
  const topics = [...new Set(all.flatMap((one) => one.topics))].slice(-MOST_TOPICS);
  const token = all.findLast((one) => one.token !== null)?.token ?? null;
  return JSON.stringify({ subscribe: topics, token });
}

function expectAnswer(from: WebSocket): void {
  clearTimeout(helloTimer);
  helloTimer = setTimeout(() => from.close(), HELLO_MS);
}

function hear(data: unknown): void {
  const message = read(data);
  // A problem document: what was asked is not understood, and asking again soon would not help.
  if (!message || !(message.hello || message.resync || typeof message.topic === "string")) return;
  clearTimeout(helloTimer);
  failures = 0;
  liveState.value = "live";
  // A hello says where the server stands, also when it has begun to count anew.
  if (typeof message.seq === "number")
    lastSeq = message.hello ? message.seq : Math.max(lastSeq ?? 0, message.seq);
  // What a screen read before the first subscription may have changed before the server knew of it.
  if (message.resync || fromNothing)
    for (const one of watches) for (const topic of one.topics) note(topic, null);
  fromNothing = false;
  if (typeof message.topic === "string") note(message.topic, message.event ?? null);
}

function read(data: unknown): Message | null {
  try {
    const message: unknown = JSON.parse(String(data));
    return typeof message === "object" && message !== null ? message : null;
  } catch {
    return null;
  }
}

function note(topic: string, event: string | null): void {
  heard.set(topic, event);
  tellTimer ??= setTimeout(tell, TOGETHER_MS);
}

function tell(): void {
  tellTimer = undefined;
  const news = [...heard];
  heard.clear();
  for (const [topic, event] of news) {
    for (const one of [...watches]) if (one.topics.includes(topic)) one.onChange(topic, event);
  }
}

function lost(): void {
  clearTimeout(helloTimer);
  socket = null;
  if (watches.size === 0) return;
  liveState.value = "connecting";
  failures += 1;
  retryTimer = setTimeout(connect, growingPause(PAUSES, failures, Math.random()));
}

function stop(): void {
  clearTimeout(retryTimer);
  clearTimeout(helloTimer);
  clearTimeout(tellTimer);
  tellTimer = undefined;
  heard.clear();
  failures = 0;
  const open = socket;
  socket = null;
  open?.close();
  liveState.value = "off";
}

/** A phone that wakes up has a dead socket and does not know it; one that has signal again need not wait. */
function listenToPage(): void {
  if (isListening) return;
  isListening = true;
  const now = () => {
    failures = 0;
    if (socket?.readyState === WebSocket.OPEN) subscribe(socket);
    else if (!socket) connect();
  };
  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") now();
  });
}
