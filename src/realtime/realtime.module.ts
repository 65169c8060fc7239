import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { EditsModule } from '../edits/index.js';
import { MessagesModule } from '../messages/index.js';
import { PinsModule } from '../pins/index.js';
import { PresenceModule } from '../presence/index.js';
import { ReactionsModule } from '../reactions/index.js';
import { ReadReceiptsModule } from '../read-receipts/index.js';
import { RoomsModule } from '../rooms/index.js';
import { SocketAnswers } from './answers.js';
import { Broadcaster } from './broadcaster.js';
import { BroadcastStream } from './cluster/broadcast-stream.js';
import { CatchUp } from './cluster/catch-up.js';
import { ClosedRooms } from './cluster/closed-rooms.js';
import { KeptSessions } from './cluster/kept-sessions.js';
import { NodeTypists } from './cluster/node-typists.js';
import { SessionRecovery } from './cluster/session-recovery.js';
import { UncertainRooms } from './cluster/uncertain-rooms.js';
import { UpdateTurns } from './cluster/update-turns.js';
import { Connections } from './connections.js';
import { EventGate } from './event-gate.js';
import { EventsUnderWay } from './events-under-way.js';
import { Farewell } from './farewell.js';
import { MessagesGateway } from './messages.gateway.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { RoomMembership } from './room-membership.js';
import { RoomUpdates } from './room-updates.js';
import { Sessions } from './sessions.js';
import { SocketAuthentication } from './socket-authentication.js';
import { SocketPresence } from './socket-presence.js';
import { Typing } from './typing.js';

@Module({
  imports: [
    AuthModule,
    RoomsModule,
    MessagesModule,
    ReadReceiptsModule,
    EditsModule,
    ReactionsModule,
    PinsModule,
    PresenceModule,
  ],
  providers: [
    RealtimeGateway,
    MessagesGateway,
    BroadcastStream,
    CatchUp,
    ClosedRooms,
    KeptSessions,
    NodeTypists,
    SessionRecovery,
    UncertainRooms,
    UpdateTurns,
    Connections,
    SocketAnswers,
    SocketAuthentication,
    Sessions,
    EventGate,
    EventsUnderWay,
    Farewell,
    RoomMembership,
    Typing,
    SocketPresence,
    Broadcaster,
    RoomUpdates,
  ],
})
export class RealtimeModule {}
