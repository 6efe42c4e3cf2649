import { vi } from 'vitest';
import { testLimits } from './limits.js';

// Each test file takes the load of its own moment into account: it may have grown since the run began.
const { test, hook } = testLimits();
vi.setConfig({ testTimeout: test, hookTimeout: hook });
