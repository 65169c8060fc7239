export { Chat, type ChatProps } from './chat.js';
export { ChatProvider, useChatClient, type ChatProviderProps } from './provider.js';
export {
  useChat,
  usePresence,
  useReadable,
  useRoom,
  useRooms,
  useTyping,
  type ChatStatus,
  type OpenRoom,
  type Rooms,
} from './hooks.js';
