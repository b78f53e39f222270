// The app's addresses. `/join/CODE` is also what a host shows and shares.

export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'join'; readonly code: string }
  | { readonly screen: 'host'; readonly code: string }
  | { readonly screen: 'present'; readonly code: string }
  | { readonly screen: 'results'; readonly code: string }
  | { readonly screen: 'not-found' };

export const paths = {
  home: '/',
  join: (code: string) => `/join/${code}`,
  host: (code: string) => `/host/${code}`,
  present: (code: string) => `/present/${code}`,
  results: (code: string) => `/results/${code}`,
} as const;

export function routeOf(path: string): Route {
  const [screen, code, ...more] = path.split('/').filter((part) => part !== '');
  if (screen === undefined) return { screen: 'home' };
  if (!isScreenOfCode(screen) || more.length > 0) return { screen: 'not-found' };
  const canonical = canonicalCode(decode(code ?? ''));
  return canonical === '' ? { screen: 'not-found' } : { screen, code: canonical };
}

const screensOfCode = ['join', 'host', 'present', 'results'] as const;

function isScreenOfCode(screen: string): screen is (typeof screensOfCode)[number] {
  return (screensOfCode as readonly string[]).includes(screen);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

export const codeLength = 8;

// People type access codes in any case, with spaces and hyphens; whether one exists only the
// server knows.
export function canonicalCode(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

// In two groups, as it is easier to read aloud.
export function spacedCode(code: string): string {
  return code.length === codeLength ? `${code.slice(0, 4)} ${code.slice(4)}` : code;
}
