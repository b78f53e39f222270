// The keys that choose options: 1 to 9 and 0 for the tenth, or A to J.
const letters = 'ABCDEFGHIJ';
const digits = '1234567890';

export function letterOf(option: number): string {
  return letters.charAt(option);
}

// Null for keys that mean no option.
export function optionOfKey(key: string): number | null {
  if (key.length !== 1) return null;
  const option = digits.includes(key) ? digits.indexOf(key) : letters.indexOf(key.toUpperCase());
  return option < 0 ? null : option;
}
