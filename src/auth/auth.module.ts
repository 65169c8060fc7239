import { Module } from '@nestjs/common';
import { Authenticator } from './authenticator.js';
import { DirectoryRepository } from './directory.repository.js';
import { TokenVerifier } from './token-verifier.js';

@Module({
  providers: [TokenVerifier, DirectoryRepository, Authenticator],
  exports: [Authenticator],
})
export class AuthModule {}
