import { isRecord } from '../../../common/typeGuards';
import type { ServiceRecord } from './serviceRecord';

/** Puts the parameters of a user into an object `parameters` of the body; a user may also write that object. */
export const intoParameters: NonNullable<ServiceRecord['placeParameters']> = (
  body,
  { parameters, ...others },
) => ({ ...body, parameters: { ...(isRecord(parameters) && parameters), ...others } });
