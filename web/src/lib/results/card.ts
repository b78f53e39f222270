// A participant's own card, drawn as an image: place, points, right answers, and the race they were in.
import { resultsText, text } from '$lib/text';

export interface CardFacts {
  readonly quiz: string;
  readonly name: string;
  readonly place: string;
  readonly score: number;
  readonly right: string;
}

const width = 1_200;
const height = 630;
const margin = 72;
const lean = -0.18;
const colours = { night: '#0d1014', ink: '#f3f5ef', soft: '#a7afb9', volt: '#d8ff2e' };
const display = '"Barlow Condensed", "Arial Narrow", sans-serif';

export async function drawCard(facts: CardFacts): Promise<Blob | null> {
  await document.fonts.load(`italic 700 100px ${display}`).catch(() => undefined);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.fillStyle = colours.night;
  context.fillRect(0, 0, width, height);
  stripes(context);
  write(context, facts.quiz, 110, 44, colours.soft);
  write(context, facts.name, 215, 96, colours.ink);
  write(context, facts.place, 370, 150, colours.volt);
  const score = `${text.count(facts.score)} ${resultsText.card.points}`;
  write(context, `${score} · ${facts.right} ${resultsText.card.right}`, 470, 60, colours.ink);
  write(context, text.product, 570, 40, colours.soft);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

// The mark, large, at the edge.
function stripes(context: CanvasRenderingContext2D): void {
  [1, 0.7, 0.4].forEach((opacity, index) => {
    context.save();
    context.globalAlpha = opacity * 0.9;
    context.fillStyle = colours.volt;
    context.transform(1, 0, lean, 1, width - 190 + index * 72, 0);
    context.fillRect(0, 0, 44 - index * 8, height);
    context.restore();
  });
}

// As large as fits.
function write(
  context: CanvasRenderingContext2D,
  words: string,
  baseline: number,
  size: number,
  colour: string,
): void {
  const room = width - 2 * margin - 220;
  context.font = `italic 700 ${size}px ${display}`;
  const needed = context.measureText(words).width;
  if (needed > room) context.font = `italic 700 ${(size * room) / needed}px ${display}`;
  context.fillStyle = colour;
  context.fillText(words, margin, baseline);
}
