/**
 * The harmless file that every scanner calls a virus. It is put together here, so that no file of this repository is one.
 */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS', '-TEST-FILE!$H+H*'].join(
  '',
);
