export { ReactionDto } from './dto/reaction.dto.js';
export { ReactionsModule } from './reactions.module.js';
export { ReactionsRepository } from './reactions.repository.js';
export { ReactionsService } from './reactions.service.js';
