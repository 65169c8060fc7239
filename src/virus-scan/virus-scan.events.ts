export type ScanOutcome = 'clean' | 'infected' | 'unscannable' | 'failed';

/** The virus scanner was asked about a file. */
export class FileScanned {
  constructor(readonly outcome: ScanOutcome) {}
}
