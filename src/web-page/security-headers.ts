import type { AppConfig } from '../config/index.js';

/**
 * What a browser allows the page, and whatever might be smuggled into it, to do. `'self'` in `connect-src` includes the
 * socket of the page's own origin.
 * @param origins where else the page may send requests to
 */
export function securityHeaders(
  { publicEndpoint }: AppConfig['storage'],
  origins: string[],
): Record<string, string> {
  const files = `'self' data: blob: ${publicEndpoint.origin}`;
  const policy = {
    'default-src': `'none'`,
    'script-src': `'self'`,
    // The library of the page's parts sets styles on elements.
    'style-src': `'self' 'unsafe-inline'`,
    'img-src': files,
    'media-src': files,
    'connect-src': [`'self'`, publicEndpoint.origin, ...origins].join(' '),
    'font-src': `'self'`,
    'manifest-src': `'self'`,
    'worker-src': `'self' blob:`,
    'base-uri': `'none'`,
    'form-action': `'none'`,
    'frame-ancestors': `'self'`,
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'microphone=(self), camera=()',
  };
}
