// The paths that are not the web app's: CloudFront sends them to the load balancer, which sends
// them to the role that answers them.
export const routes = {
  // Results too.
  signOn: ['/signon*', '/speedruns*'],
  questionSetLoader: ['/question-set-upload'],
  // Less specific than the above, so it comes after it.
  speedRun: ['/speedrun*'],
};

export const apiPaths = Object.values(routes).flat();
