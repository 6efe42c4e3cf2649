import type { Size } from '../../engine.js';
import type { ContainerRecord, ImageRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import type { Files } from './files.js';
import type { Input } from './input.js';

export type Stream = 'stdout' | 'stderr';

/** Interface of a process for the commands that run in it. */
export type ShellProcess = {
	readonly world: World;
	readonly container: ContainerRecord;
	readonly image: ImageRecord | undefined;
	readonly files: Files;
	readonly input: Input;
	readonly env: Map<string, string>;
	readonly tty: boolean;
	readonly user: string;
	cwd: string;
	size: Size;
	/** Exit code of the last command. */
	lastExit: number;
	/** Signal name → the command that `trap` set for it. */
	readonly traps: Map<string, string>;
	/** Ctrl-C aborts it. */
	readonly foreground: AbortController;
	readonly killed: boolean;
	/** Prints text. A terminal has only one stream and needs carriage returns. */
	print(text: string, stream?: Stream): void;
	interrupt(): void;
	/** Resolves after the time, or at once on Ctrl-C. */
	sleep(milliseconds: number): Promise<void>;
};
