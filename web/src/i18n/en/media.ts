import type { Texts } from '../texts';
import type { media as turkish } from '../tr/media';

export const media: Texts<typeof turkish> = {
  file: {
    checking: 'Being scanned for viruses…',
    refused: 'Blocked by the virus scan',
  },
  image: { open: 'Open the image: {{name}}' },
  video: {
    play: 'Play the video: {{name}}',
    goTo: 'Go to the message of the video: {{name}}',
  },
  document: { open: 'Download the file: {{name}}', download: 'Download' },
  voice: {
    label: 'Voice message',
    play: 'Play',
    pause: 'Pause',
    position: 'Position',
    positionOf: '{{position}} of {{length}}',
    speed: 'Speed: {{speed}}×',
  },
  recorder: {
    label: 'Voice message recording',
    time: 'Length of the recording',
    cancel: 'Discard the recording',
    send: 'Send the voice message',
    refused: 'The microphone cannot be used. Check the browser’s permission for it.',
  },
  upload: {
    drop: 'Drop files here to send them',
    chosen: 'Files to attach',
    remove: 'Remove the file: {{name}}',
    progress: 'Uploading: {{name}}',
    percent: '{{percent}}% · {{size}}',
    cancel: 'Cancel the upload: {{name}}',
    empty: '“{{name}}” is an empty file.',
    wrongType: '“{{name}}” cannot be sent: files of this type are not accepted.',
    tooLarge: '“{{name}}” cannot be sent: at most {{size}} is allowed.',
    tooMany_one: 'At most {{count}} file can be attached at once.',
    tooMany_other: 'At most {{count}} files can be attached at once.',
  },
  gallery: {
    label: 'Images',
    close: 'Close',
    older: 'Previous image',
    newer: 'Next image',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
  },
  panel: {
    title: 'Files and images',
    kinds: 'Type of file',
    image: 'Images',
    video: 'Videos',
    audio: 'Audio',
    document: 'Documents',
    none: 'No files of this type.',
    more: 'Show more',
    goTo: 'Go to the message',
  },
};
