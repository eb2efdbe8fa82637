/** 台账导出: the list as it is shown, as a spreadsheet. */
import type { z } from 'zod';
import type { enterpriseContract } from '../shared/enterprise/contract.ts';
import { AppError } from '../shared/errors.ts';
import type { Services } from './services.ts';

type ExportInput = z.output<(typeof enterpriseContract)['enterprise.export']['input']>;

export async function exportEnterprises(_services: Services, _input: ExportInput): Promise<null> {
  throw new AppError('internal');
}
