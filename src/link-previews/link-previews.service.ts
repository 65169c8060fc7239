import { Injectable, Logger } from '@nestjs/common';
import pLimit from 'p-limit';
import { AppConfig } from '../config/index.js';
import { excerpt, type LinkPreview } from '../contracts/index.js';
import { LONGEST_LINK } from '../messages/index.js';
import { PageFetcher, PageRefused } from './page-fetcher.js';
import { PageReader } from './page-reader.js';
import { textOf } from './page-text.js';

/** Milliseconds for a preview: names, redirects, and the page itself. */
const TIMEOUT = 5_000;
/** Pages that a node asks for at the same time. */
const MOST_AT_ONCE = 4;
/** Code points. */
const LENGTHS = { title: 200, description: 400, site_name: 80 };

/** Says what is behind a link, without being led where strangers are not to look; see `docs/adr/0018`. */
@Injectable()
export class LinkPreviews {
  readonly enabled: boolean;
  private readonly logger = new Logger(LinkPreviews.name);
  private readonly limit = pLimit(MOST_AT_ONCE);

  constructor(
    private readonly pages: PageFetcher,
    config: AppConfig,
  ) {
    this.enabled = config.linkPreviews;
  }

  /**
   * Takes five seconds at most, once it is its turn.
   * @param link as `firstLink` gives it
   * @returns undefined when previews are switched off, the link leads where it must not or nowhere, or what it leads to
   *   is no page with a title
   */
  async fetch(link: string): Promise<LinkPreview | undefined> {
    if (!this.enabled || link.length > LONGEST_LINK) return undefined;
    return this.limit(() => this.preview(link)).catch((error: unknown) => {
      // Without the path, which may be a secret of who sent it.
      const { host } = URL.parse(link) ?? { host: null };
      const reason = error instanceof PageRefused ? error.message : { err: error };
      this.logger.debug({ host, reason }, 'No preview of a link');
      return undefined;
    });
  }

  private async preview(link: string): Promise<LinkPreview | undefined> {
    const page = await this.pages.get(link, AbortSignal.timeout(TIMEOUT));
    try {
      const reader = new PageReader();
      for await (const text of textOf(page)) if (!reader.read(text)) break;
      const facts = reader.facts();
      const title = shown(facts.title, LENGTHS.title);
      if (title === null) return undefined;
      return {
        url: link,
        title,
        description: shown(facts.description, LENGTHS.description),
        site_name: shown(facts.siteName, LENGTHS.site_name),
        image_url: this.imageUrl(facts.image, page.url),
      };
    } finally {
      page.body.destroy();
    }
  }

  /** It is passed on and never asked for here. A browser that loads it is not to be led inside either. */
  private imageUrl(image: string | undefined, base: URL): string | null {
    const url = image === undefined ? null : URL.parse(image.trim(), base.href);
    if (url === null || url.href.length > LONGEST_LINK || !this.pages.mayBeShown(url)) return null;
    return url.href;
  }
}

/** Marks that turn text around among them; not what joins letters and emoji, or says how these look. */
const INVISIBLE = /(?![\u200c\p{Emoji_Component}])\p{Default_Ignorable_Code_Point}/gu;

/** On one line, cut, and without what is not seen or turns the text around it; null when nothing is left. */
function shown(text: string | undefined, length: number): string | null {
  const visible = (text ?? '')
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .replace(INVISIBLE, '');
  return excerpt(visible, length) || null;
}
