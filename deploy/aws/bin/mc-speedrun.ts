// What the cdk command runs.
import { App } from 'aws-cdk-lib';
import { addStack, featureFlags } from '../lib/app.js';
import { builtArtifacts } from '../lib/artifacts.js';
import { settingsFromContext } from '../lib/settings.js';

const app = new App({ context: featureFlags });
try {
  addStack(app, settingsFromContext(app.node), builtArtifacts());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
app.synth();
