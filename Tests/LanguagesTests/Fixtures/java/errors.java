package broken;

import ;

class Broken extends {
  void f( {
    int x = ;
    go(1, , 2);
    new Thing<(;
    switch (x) { case -> 1; }
  }

  @A(b = ) String s = "open;
}

enum { A( }
record R( implements X {}
