// What Chromium's own tracing says of a page: which frames got onto the screen, and what the page's
// main thread and the compositor did meanwhile.
import type { Browser, Page } from 'playwright-core';

interface FrameReport {
  readonly state: string;
  readonly frame_source: number;
  readonly frame_sequence: number;
  readonly affects_smoothness?: boolean;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number; // Microseconds.
  readonly dur?: number;
  readonly tdur?: number; // Of it on a processor.
  readonly args?: {
    readonly name?: string;
    readonly data?: { readonly frames?: readonly { url: string; processId: number }[] };
    readonly frame_reporter?: FrameReport;
  };
}

const categories = [
  'toplevel',
  'cc,benchmark',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
];
const refreshRate = 60;

export interface Frames {
  // Those in which the page wanted to change something.
  readonly wanted: number;
  readonly dropped: number; // Not shown.
  // In which something that moves stood still, as Chromium counts it: the frame was not shown, or
  // without what the main thread moves.
  readonly late: number;
  readonly perSecond: number;
  readonly lateShare: number;
}

const kinds = ['scripting', 'style', 'layout', 'painting', 'other'] as const;
// Shares of one processor.
export type Work = Readonly<Record<(typeof kinds)[number] | 'compositor' | 'display', number>>;

export interface Trace {
  readonly seconds: number;
  readonly frames: Frames;
  readonly work: Work;
}

export async function trace(
  browser: Browser,
  page: Page,
  during: () => Promise<void>,
): Promise<Trace> {
  await browser.startTracing(page, { categories });
  await during();
  const recorded = JSON.parse((await browser.stopTracing()).toString('utf8'));
  const events = recorded.traceEvents as TraceEvent[];
  const pid = processOf(events, page.url());
  const times = events.filter(({ ts }) => ts > 0).map(({ ts }) => ts);
  const microseconds =
    times.reduce((a, b) => Math.max(a, b)) - times.reduce((a, b) => Math.min(a, b));
  return {
    seconds: microseconds / 1e6,
    frames: framesOf(events.filter((event) => event.pid === pid)),
    work: workOf(events, pid, microseconds),
  };
}

function processOf(events: readonly TraceEvent[], url: string): number {
  const frames = events.flatMap(({ args }) => args?.data?.frames ?? []);
  const frame = frames.find((candidate) => candidate.url === url);
  if (frame === undefined) throw new Error(`the trace knows nothing of ${url}`);
  return frame.processId;
}

// The compositor and the main thread may each tell of a frame: shown by one, it was shown.
function framesOf(events: readonly TraceEvent[]): Frames {
  const wanted = new Map<string, { shown: boolean; late: boolean }>();
  for (const { ph, args } of events) {
    const report = args?.frame_reporter;
    if (ph !== 'b' || report === undefined || report.state === 'STATE_NO_UPDATE_DESIRED') continue;
    const name = `${report.frame_source} ${report.frame_sequence}`;
    const frame = wanted.get(name) ?? { shown: false, late: false };
    wanted.set(name, {
      shown: frame.shown || report.state !== 'STATE_DROPPED',
      late: frame.late || report.affects_smoothness === true,
    });
  }
  const frames = [...wanted.values()];
  const dropped = frames.filter(({ shown }) => !shown).length;
  const late = frames.filter((frame) => frame.late).length;
  const perSecond = (refreshRate * (frames.length - dropped)) / frames.length;
  return { wanted: frames.length, dropped, late, perSecond, lateShare: late / frames.length };
}

const kindOf: Readonly<Record<string, (typeof kinds)[number]>> = {
  FunctionCall: 'scripting',
  EvaluateScript: 'scripting',
  TimerFire: 'scripting',
  FireAnimationFrame: 'scripting',
  EventDispatch: 'scripting',
  RunMicrotasks: 'scripting',
  MinorGC: 'scripting',
  MajorGC: 'scripting',
  'v8.callFunction': 'scripting',
  UpdateLayoutTree: 'style',
  RecalculateStyles: 'style',
  Layout: 'layout',
  PrePaint: 'painting',
  Paint: 'painting',
  Layerize: 'painting',
  Commit: 'painting',
};

function workOf(events: readonly TraceEvent[], pid: number, microseconds: number): Work {
  const threads = new Map<string, string>();
  for (const { name, pid: process, tid, args } of events)
    if (name === 'thread_name') threads.set(`${process} ${tid}`, args?.name ?? '');
  const on = (thread: string, process?: number) =>
    events.filter(
      (event) =>
        event.ph === 'X' &&
        threads.get(`${event.pid} ${event.tid}`) === thread &&
        (process === undefined || event.pid === process),
    );
  const share = (time: number) => time / microseconds;
  const busy = (tasks: readonly TraceEvent[]) =>
    tasks
      .filter(({ name }) => name === 'ThreadControllerImpl::RunTask')
      .reduce((sum, { tdur = 0 }) => sum + tdur, 0);
  const main = ownTimes(on('CrRendererMain', pid));
  return {
    ...(Object.fromEntries(kinds.map((kind) => [kind, share(main[kind])])) as Record<
      (typeof kinds)[number],
      number
    >),
    compositor: share(busy(on('Compositor', pid))),
    display: share(busy(on('VizCompositorThread'))),
  };
}

// The processor's time in each kind of work, without what is nested within it.
function ownTimes(events: readonly TraceEvent[]): Record<(typeof kinds)[number], number> {
  const times = { scripting: 0, style: 0, layout: 0, painting: 0, other: 0 };
  const around: { end: number; kind: (typeof kinds)[number] }[] = [];
  const inOrder = [...events].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  for (const { name, ts, dur = 0, tdur = 0 } of inOrder) {
    while (around.length > 0 && (around.at(-1)?.end ?? 0) <= ts) around.pop();
    const outer = around.at(-1)?.kind;
    const kind = kindOf[name] ?? outer ?? 'other';
    if (outer !== undefined) times[outer] -= tdur;
    times[kind] += tdur;
    around.push({ end: ts + dur, kind });
  }
  return times;
}
