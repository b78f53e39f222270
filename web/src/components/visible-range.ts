// Which rows of a long list stand in its window, with a few more on either side so that quick
// scrolling shows no gaps.
export interface VisibleRange {
  readonly first: number;
  readonly end: number; // One past the last.
}

const margin = 6;

export function visibleRange(
  scrollTop: number,
  height: number,
  rowHeight: number,
  rows: number,
): VisibleRange {
  const first = Math.floor(scrollTop / rowHeight) - margin;
  const end = Math.ceil((scrollTop + height) / rowHeight) + margin;
  const clamp = (row: number) => Math.min(Math.max(row, 0), rows);
  return { first: clamp(first), end: clamp(end) };
}
