import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Capabilities } from '@dealer-messaging/client';
import { useFormats, type Formats } from '../format/formats';

/** A file that was chosen and not sent yet. */
export interface Attachment {
  id: string;
  file: File;
  /** Of an image, to show it. */
  url: string | null;
}

export interface Attachments {
  items: readonly Attachment[];
  add: (files: Iterable<File>) => void;
  remove: (id: string) => void;
  /** @returns the files; there are none after that */
  take: () => File[];
}

/** At once. */
const MOST = 10;

/** @param refuse told of a file that the service would not take */
export function useAttachments(
  capabilities: Capabilities | undefined,
  refuse: (reason: string) => void,
): Attachments {
  const { t } = useTranslation('media');
  const formats = useFormats();
  const [items, setItems] = useState<readonly Attachment[]>([]);
  const left = useRef(items);

  useEffect(() => {
    left.current = items;
  }, [items]);
  useEffect(() => () => left.current.forEach(forget), []);

  const add = useCallback(
    (files: Iterable<File>) => {
      const problems = new Set<string>();
      const accepted = [...files].filter((file) => {
        const problem = problemOf(file, capabilities, t, formats);
        if (problem !== null) problems.add(problem);
        return problem === null;
      });
      const room = Math.max(0, MOST - left.current.length);
      if (accepted.length > room) problems.add(t('upload.tooMany', { count: MOST }));
      for (const problem of problems) refuse(problem);
      const added = accepted.slice(0, room).map(attach);
      if (added.length > 0) setItems((before) => [...before, ...added]);
    },
    [capabilities, t, formats, refuse],
  );
  const remove = useCallback((id: string) => {
    setItems((before) => before.filter((item) => item.id !== id || forget(item)));
  }, []);
  const take = useCallback(() => {
    const files = left.current.map(({ file }) => file);
    left.current.forEach(forget);
    setItems([]);
    return files;
  }, []);

  return useMemo(() => ({ items, add, remove, take }), [items, add, remove, take]);
}

const attach = (file: File): Attachment => ({
  id: crypto.randomUUID(),
  file,
  url: file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
});

function forget({ url }: Attachment): false {
  if (url !== null) URL.revokeObjectURL(url);
  return false;
}

function problemOf(
  { name, size, type }: File,
  capabilities: Capabilities | undefined,
  t: TFunction<'media'>,
  formats: Formats,
): string | null {
  if (size === 0) return t('upload.empty', { name });
  if (!capabilities) return null;
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const allowed = capabilities.limits.files.find(
    ({ media_types, extensions }) => media_types.includes(type) || extensions.includes(ending),
  );
  if (!allowed) return t('upload.wrongType', { name });
  if (size > allowed.max_bytes) return t('upload.tooLarge', { name, size: formats.bytes(allowed.max_bytes) });
  return null;
}
