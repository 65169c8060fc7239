const ICON_LINK = 'link[rel="icon"]';

/** The page's own icon, before anything was put on it. */
const plain = document.querySelector<HTMLLinkElement>(ICON_LINK)?.href ?? '';

/** The number of unread messages, where a window is found again among others. */
export function showUnread(count: number, title: string): void {
  document.title = count > 0 ? `(${shortCount(count)}) ${title}` : title;
  document
    .querySelector<HTMLLinkElement>(ICON_LINK)
    ?.setAttribute('href', count > 0 ? iconWith(count) : plain);
}

const shortCount = (count: number): string => (count > 99 ? '99+' : String(count));

/** Two letters fit. */
function iconWith(count: number): string {
  const text = count > 9 ? '9+' : String(count);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f6c82"/><path d="M9 8h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-7l-5 4.2V22H9a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3z" fill="#fff"/><circle cx="22" cy="10" r="10" fill="#d92d20"/><text x="22" y="15" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${text.length > 1 ? 12 : 14}" fill="#fff">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
