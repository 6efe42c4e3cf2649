import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders whose files mostly wait for an engine or a plugin, for minutes: at the end of a run they would wait alone. */
const slowFolders = /\/test\/(parity\/(compose|build)|fuzz\/screen|shipping)\//;

/** The order of test files: those that take minutes come first, then vitest's own order. */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const isSlow = ({ moduleId }: TestSpecification) => slowFolders.test(moduleId);
		return [...sorted.filter(isSlow), ...sorted.filter(file => !isSlow(file))];
	}
}
