import type { SessionEnd } from '../../source/domain/session/session-stage.js';
import type { Session } from '../../source/engine/engine.js';

/** The end of a session whose output was read completely, in the terminal's form. */
export async function endOf(session: Session): Promise<SessionEnd> {
	const code = await session.exitCode();
	return code === undefined ? { kind: 'cut' } : { kind: 'ended', code };
}
