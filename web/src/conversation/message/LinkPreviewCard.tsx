import type { LinkPreview } from '@dealer-messaging/client';
import classes from './Cards.module.css';

/** In the words of the page. Its picture is not shown: it would tell a foreign server who reads this. */
export function LinkPreviewCard({ preview, tabIndex }: { preview: LinkPreview; tabIndex: number }) {
  return (
    <a
      className={classes.preview}
      href={preview.url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      tabIndex={tabIndex}
    >
      <span className={classes.previewSite}>{preview.site_name ?? new URL(preview.url).hostname}</span>
      <span className={classes.previewTitle}>{preview.title}</span>
      {preview.description !== null && <span className={classes.previewText}>{preview.description}</span>}
    </a>
  );
}
