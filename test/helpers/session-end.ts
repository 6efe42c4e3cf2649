import type { SessionEnd } from '../../source/domain/session-stage.js';
import type { Session } from '../../source/engine/engine.js';

/** How a session that was read to its end has ended, as the terminal's owner tells it. */
export async function endOf(session: Session): Promise<SessionEnd> {
	const code = await session.exitCode();
	return code === undefined ? { kind: 'cut' } : { kind: 'ended', code };
}
