import { expect, it } from 'vitest';
import { storageError } from '../../db/storage-error.ts';
import { toAppError } from '../../electron/app-error.ts';
import { AppError } from '../../shared/errors.ts';

const fileError = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'open' });

it.each(['EMFILE', 'ENFILE'])('tells %s as too many open files, and not as a failing medium', (code) => {
  for (const error of [storageError(fileError(code)), toAppError(fileError(code))]) {
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toBe('storage.too-many-open');
  }
});
