export { useNotices } from './useNotices';
