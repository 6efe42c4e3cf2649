import type { Size } from '../../engine.js';
import type { ContainerRecord, ImageRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import type { Files } from './files.js';
import type { Input } from './input.js';

export type Stream = 'stdout' | 'stderr';

/** A process as the commands that run in it see it. */
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
	/** Aborted by Ctrl-c. */
	readonly foreground: AbortController;
	readonly killed: boolean;
	/** Prints; a terminal has one stream only and needs carriage returns. */
	print(text: string, stream?: Stream): void;
	interrupt(): void;
	/** Resolves after the time, at once when Ctrl-c is pressed. */
	sleep(milliseconds: number): Promise<void>;
};
