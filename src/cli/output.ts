/**
 * Keeps the process alive when nobody reads its output any more (`| head -1`), or the disk of a log file is full. A
 * later write tries again, so a log goes on as soon as there is room.
 *
 * @param onLost called once, when output is lost other than for want of a reader
 */
export function surviveLostOutput(
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
  onLost: (error: Error) => void,
): void {
  let isTold = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isTold || error.code === 'EPIPE') return;
    isTold = true;
    onLost(error);
  });
  stderr.on('error', () => undefined);
}
