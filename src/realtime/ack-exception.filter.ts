import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { SocketAnswers, type AnyAck } from './answers.js';
import type { ChatSocket } from './socket.types.js';

/** Answers what a handler throws through the event's ack. Nest's own filter would emit `exception` instead. */
@Catch()
export class AckExceptionFilter implements ExceptionFilter {
  constructor(private readonly answers: SocketAnswers) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const [socket, , ack] = host.getArgs<[ChatSocket, unknown, AnyAck | undefined]>();
    this.answers.fail(socket, host.switchToWs().getPattern(), ack, thrown);
  }
}
