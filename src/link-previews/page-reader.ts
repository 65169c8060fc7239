import { Parser } from 'htmlparser2';

/** What a page says of itself, as it stands there. */
export interface PageFacts {
  title: string | undefined;
  description: string | undefined;
  siteName: string | undefined;
  image: string | undefined;
}

/** Characters of one value that are kept; more than is ever shown. */
const LONGEST = 4_000;

/** The names under which each is looked for, the best first. `title` is the element. */
const NAMES: Record<keyof PageFacts, string[]> = {
  title: ['og:title', 'twitter:title', 'title'],
  description: ['og:description', 'twitter:description', 'description'],
  siteName: ['og:site_name', 'application-name'],
  image: ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image'],
};

/** Reads the head of a page, whole or broken, as its text comes. */
export class PageReader {
  private readonly values = new Map<string, string>();
  private readonly parser = new Parser({
    onopentag: (name, attributes) => this.opened(name, attributes),
    ontext: (text) => this.said(text),
    onclosetag: (name) => this.closed(name),
  });
  private title: string | undefined;
  private ended = false;

  /** @returns false when the rest of the page is of no use */
  read(html: string): boolean {
    this.parser.write(html);
    return !this.ended;
  }

  /** To be asked once, when there is no more. */
  facts(): PageFacts {
    this.parser.end();
    const find = (names: string[]): string | undefined =>
      names.map((name) => this.values.get(name)).find((value) => value !== undefined);
    return {
      title: find(NAMES.title),
      description: find(NAMES.description),
      siteName: find(NAMES.siteName),
      image: find(NAMES.image),
    };
  }

  private opened(name: string, { property, name: named, content }: Record<string, string>): void {
    if (name === 'body') this.ended = true;
    if (name === 'title' && !this.values.has('title')) this.title = '';
    if (name === 'meta' && content !== undefined) this.keep(property ?? named ?? '', content);
  }

  private said(text: string): void {
    if (this.title !== undefined) this.title = `${this.title}${text}`.slice(0, LONGEST);
  }

  private closed(name: string): void {
    if (name === 'head') this.ended = true;
    if (name !== 'title' || this.title === undefined) return;
    this.keep('title', this.title);
    this.title = undefined;
  }

  /** The first one counts, as it does for browsers, unless it says nothing. */
  private keep(name: string, value: string): void {
    const key = name.trim().toLowerCase();
    if (!this.ended && value.trim() !== '' && !this.values.has(key))
      this.values.set(key, value.slice(0, LONGEST));
  }
}
