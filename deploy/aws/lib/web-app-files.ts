// What of the web app's build is uploaded, and how long browsers may keep it. Every file belongs to
// exactly one of the uploads.
import { CacheControl, Source, type ISource } from 'aws-cdk-lib/aws-s3-deployment';
import { Duration, IgnoreMode } from 'aws-cdk-lib';

export interface Upload {
  readonly name: string;
  // Patterns as in .gitignore: what they match is uploaded.
  readonly files: string[];
  readonly cacheControl: CacheControl[];
  readonly contentType?: string;
}

const ownName = ['*.html', '*.webmanifest', '/sw.js'];

export const uploads: Upload[] = [
  {
    // Their names hold a hash of their content.
    name: 'Assets',
    files: ['/assets/', '/assets/**'],
    cacheControl: [
      CacheControl.setPublic(),
      CacheControl.maxAge(Duration.days(365)),
      CacheControl.immutable(),
    ],
  },
  {
    name: 'Others',
    files: ['*', '!/assets/', ...ownName.map((name) => `!${name}`)],
    cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.hours(1))],
  },
  {
    name: 'Manifest',
    files: ['*.webmanifest'],
    cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.hours(1))],
    contentType: 'application/manifest+json',
  },
  {
    // Last: a page must not name files that are not there yet, nor the service worker.
    name: 'Pages',
    files: ['*.html', '/sw.js'],
    cacheControl: [CacheControl.noCache()],
  },
];

// CloudFront compresses by itself.
const notServed = ['*.gz', '*.br'];

export function sourceOf(upload: Upload, webApp: string): ISource {
  return Source.asset(webApp, {
    exclude: [...inverted(upload.files), ...notServed],
    ignoreMode: IgnoreMode.GIT,
  });
}

// "Only these" as a list of exclusions: first everything, then not these.
function inverted(patterns: string[]): string[] {
  const flipped = patterns.map((pattern) =>
    pattern.startsWith('!') ? pattern.slice(1) : `!${pattern}`,
  );
  return ['*', ...flipped];
}
