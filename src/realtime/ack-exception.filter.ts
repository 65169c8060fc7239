import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { answerFailure } from './answers.js';
import type { ChatSocket } from './socket.types.js';

/** Answers what a handler throws through the event's ack. Nest's own filter would emit `exception` instead. */
@Catch()
export class AckExceptionFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const [socket, , ack] = host.getArgs<[ChatSocket, unknown, ((answer: unknown) => void) | undefined]>();
    answerFailure(socket, host.switchToWs().getPattern(), ack, thrown);
  }
}
