/**
 * The response headers that the site wants, in one place: the dev and preview servers send them, the
 * build writes them into files for hosts that read such files, and the service worker sets them where
 * the host sends none.
 */

/** No other origin, no inline code, no eval but WebAssembly's. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');

/** These two make a page cross-origin isolated, which threads need. Safari knows only require-corp. */
export const isolationHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export const siteHeaders: Readonly<Record<string, string>> = {
  ...isolationHeaders,
  'Cross-Origin-Resource-Policy': 'same-origin',
  // frame-ancestors is ignored in a <meta>, so only the real header has it.
  'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'self'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const entries = Object.entries(siteHeaders);

/** Files that hosts read, by name, and what to write into them. */
export const headerFiles: Readonly<Record<string, string>> = {
  // Netlify and Cloudflare Pages.
  _headers: ['/*', ...entries.map(([name, value]) => `  ${name}: ${value}`), ''].join('\n'),
  // Apache.
  '.htaccess': [
    '<IfModule mod_headers.c>',
    ...entries.map(([name, value]) => `  Header always set ${name} "${value}"`),
    '</IfModule>',
    '<IfModule mod_mime.c>',
    '  AddType application/wasm .wasm',
    '</IfModule>',
    '',
  ].join('\n'),
  // Vercel.
  'vercel.json': `${JSON.stringify(
    { headers: [{ source: '/(.*)', headers: entries.map(([key, value]) => ({ key, value })) }] },
    null,
    2,
  )}\n`,
};
