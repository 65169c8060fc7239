export { InboxPane } from './InboxPane';
