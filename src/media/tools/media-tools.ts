import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/index.js';
import { inspectAudio } from './audio-tool.js';
import type { Ffmpeg } from './ffmpeg.js';
import { HEIC_CONVERTERS } from './heic.js';
import { inspectImage } from './image-tool.js';
import { unread, type Inspection } from './inspection.js';
import { mediaTypeOf } from './media-types.js';
import { Programs, type Program } from './programs.js';
import { inspectVideo } from './video-tool.js';

/** Which programs are installed. JPEG, PNG, WebP and GIF need none. */
export interface MediaAbilities {
  /** ffmpeg and ffprobe: everything about video and audio. */
  ffmpeg: boolean;
  /** libheif's converter: everything about HEIC. */
  heic: boolean;
}

/** Looks at files of people: what they show or play, a small picture of it, and a copy without what is nobody's business. */
@Injectable()
export class MediaTools {
  private readonly programs: Programs;

  constructor(config: AppConfig) {
    this.programs = new Programs(config.media.programDirectories);
  }

  async abilities(): Promise<MediaAbilities> {
    const [ffmpeg, converter] = await Promise.all([this.findFfmpeg(), this.findHeicConverter()]);
    return { ffmpeg: ffmpeg !== undefined, heic: converter !== undefined };
  }

  /**
   * Looks at one file. What cannot be read is not an error: it is then known by its kind alone.
   * @param path the file, whole
   * @param mediaType what it was announced to be; its first bytes should have been checked
   * @param dir an empty directory for what is made; it may also hold things half made, so remove it afterwards
   * @param signal ends the work
   * @throws MediaToolError when the file is not the cause, so that another try may succeed
   * @throws the signal's reason
   */
  async inspect(path: string, mediaType: string, dir: string, signal: AbortSignal): Promise<Inspection> {
    signal.throwIfAborted();
    const type = mediaTypeOf(mediaType);
    const work = { path, dir, signal };
    if (type.kind === 'document') return unread('document');
    if (type.kind === 'image') return inspectImage(work, type.format, await this.findHeicConverter());
    const ffmpeg = await this.findFfmpeg();
    if (ffmpeg === undefined) return unread(type.kind);
    const file = { ...work, container: type.container };
    return type.kind === 'video' ? inspectVideo(ffmpeg, file) : inspectAudio(ffmpeg, file);
  }

  private async findFfmpeg(): Promise<Ffmpeg | undefined> {
    const [ffmpeg, ffprobe] = await Promise.all([
      this.programs.find('ffmpeg'),
      this.programs.find('ffprobe'),
    ]);
    return ffmpeg !== undefined && ffprobe !== undefined ? { ffmpeg, ffprobe } : undefined;
  }

  private readonly findHeicConverter = (): Promise<Program | undefined> =>
    this.programs.find(...HEIC_CONVERTERS);
}
