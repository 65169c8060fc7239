export { useNotices } from './use-notices';
