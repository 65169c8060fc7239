export { FileScanned, type ScanOutcome } from './virus-scan.events.js';
export { VirusScanModule } from './virus-scan.module.js';
export { UnscannableError, VirusScanner, type ScanResult } from './virus-scanner.js';
