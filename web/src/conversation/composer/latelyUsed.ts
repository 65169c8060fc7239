const KEY = 'dealer-inbox.emoji';
const MOST = 16;

export function lately(): string[] {
  try {
    return (localStorage.getItem(KEY) ?? '').split(' ').filter(Boolean);
  } catch {
    return [];
  }
}

export function remember(emoji: string): void {
  try {
    const others = lately().filter((one) => one !== emoji);
    localStorage.setItem(KEY, [emoji, ...others].slice(0, MOST).join(' '));
  } catch {
    // Not remembered.
  }
}
